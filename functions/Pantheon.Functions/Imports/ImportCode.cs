using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Imports the archive's code.</summary>
public sealed class ImportCode(ImportStep step, IPlatform platform)
{
    /// <summary>The activity. Answers whether the step is done; false: not yet.</summary>
    [Function(nameof(ImportCode))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => step.RunAsync(
        input, Step.ImportCode, MigrationPhase.Importing, import => platform.ImportCodeAsync(import, cancellationToken), cancellationToken);
}
