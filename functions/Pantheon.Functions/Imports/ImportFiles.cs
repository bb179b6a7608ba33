using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Imports the archive's files.</summary>
public sealed class ImportFiles(ImportStep step, IPlatform platform)
{
    /// <summary>The activity. Answers whether the step is done; false: not yet.</summary>
    [Function(nameof(ImportFiles))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => step.RunAsync(
        input, Step.ImportFiles, MigrationPhase.Importing, import => platform.ImportFilesAsync(import, cancellationToken), cancellationToken);
}
