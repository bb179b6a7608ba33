using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Imports the archive's database.</summary>
public sealed class ImportDatabase(ImportStep step, IPlatform platform)
{
    /// <summary>The activity. Answers whether the step is done; false: not yet.</summary>
    [Function(nameof(ImportDatabase))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => step.RunAsync(
        input, Step.ImportDatabase, MigrationPhase.Importing, import => platform.ImportDatabaseAsync(import, cancellationToken), cancellationToken);
}
