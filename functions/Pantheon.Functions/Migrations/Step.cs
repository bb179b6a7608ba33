namespace Pantheon.Functions.Migrations;

/// <summary>The steps of a migration, in order. A step that is done is not done again by a later attempt.</summary>
public enum Step
{
#pragma warning disable CS1591 // each is the activity of that name
    CreateSite,
    IssueMachineToken,
    AwaitArchive,
    CopyArchive,
    InspectArchive,
    ImportCode,
    ImportDatabase,
    ImportFiles,
    VerifyImport,
    CompleteMigration,
#pragma warning restore CS1591
}
