using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Imports the archive's code.</summary>
public sealed class ImportCode(ImportStep step, IPlatform platform)
{
    /// <summary>The activity.</summary>
    [Function(nameof(ImportCode))]
    public Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => step.RunAsync(
        input, Step.ImportCode, MigrationPhase.Importing, import => platform.ImportCodeAsync(import, cancellationToken), cancellationToken);
}
