namespace Pantheon.Functions.Migrations;

/// <summary>Steps in words, for the log.</summary>
internal static class StepWords
{
    internal static string Begins(Step step) => step switch
    {
        Step.CreateSite => "Creating the site",
        Step.IssueMachineToken => "Issuing the machine token",
        Step.AwaitArchive => "Looking for the archive",
        Step.CopyArchive => "Copying the archive",
        Step.InspectArchive => "Inspecting the archive",
        Step.ImportCode => "Importing the code",
        Step.ImportDatabase => "Importing the database",
        Step.ImportFiles => "Importing the files",
        Step.VerifyImport => "Verifying the import",
        _ => "Completing the migration",
    };

    internal static string Ended(Step step) => step switch
    {
        Step.CreateSite => "The site is created",
        Step.IssueMachineToken => "The machine token is issued",
        Step.AwaitArchive => "The archive's address is known",
        Step.CopyArchive => "The archive is copied",
        Step.InspectArchive => "The archive can be imported",
        Step.ImportCode => "The code is imported",
        Step.ImportDatabase => "The database is imported",
        Step.ImportFiles => "The files are imported",
        Step.VerifyImport => "What was imported is what the archive holds",
        _ => "The migration is complete",
    };

    internal static string Failed(Step step) => step switch
    {
        Step.CreateSite => "The site could not be created",
        Step.IssueMachineToken => "The machine token could not be issued",
        Step.AwaitArchive => "The old site could not be taken over",
        Step.CopyArchive => "The archive could not be copied",
        Step.InspectArchive => "The archive can't be imported",
        Step.ImportCode => "The code could not be imported",
        Step.ImportDatabase => "The database could not be imported",
        Step.ImportFiles => "The files could not be imported",
        Step.VerifyImport => "The import could not be verified",
        _ => "The migration could not be completed",
    };
}
