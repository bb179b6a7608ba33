using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Holds what was imported against the archive. A difference fails the migration: success is not said of what was not verified.</summary>
public sealed class VerifyImport(ImportStep step, IPlatform platform, IMigrationStore store)
{
    /// <summary>The activity. Answers that the step is done.</summary>
    [Function(nameof(VerifyImport))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => step.RunAsync(
        input, Step.VerifyImport, MigrationPhase.Verifying,
        async import =>
        {
            var verification = await platform.VerifyAsync(import, cancellationToken);
            await store.SaveVerificationAsync(input.MigrationId, verification, cancellationToken);
            if (!verification.Ok)
                throw new PermanentFailureException(
                    "import.verification", "The imported site differs from the archive",
                    string.Join("; ", verification.Differences.Take(5)) + ". Try again; if it stays, contact the support.");
            return true;
        },
        cancellationToken);
}
