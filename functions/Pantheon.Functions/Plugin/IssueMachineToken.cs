using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>Issues the token with which the old site's plugin proves whose migration it works for. Run twice, it issues one.</summary>
public sealed class IssueMachineToken(StepRunner steps, MachineTokens tokens)
{
    /// <summary>The activity. Answers that the step is done.</summary>
    [Function(nameof(IssueMachineToken))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.IssueMachineToken, MigrationPhase.CreatingSite,
        async run =>
        {
            await tokens.IssueSealedAsync(run.Migration, cancellationToken);
            return null;
        },
        cancellationToken);
}
