namespace Pantheon.Functions.Migrations;

/// <summary>The migration was cancelled, ended, or is worked on by a later attempt: this one stops and changes nothing.</summary>
public sealed class SupersededException : PermanentFailureException
{
    /// <summary>Says which attempt stops.</summary>
    public SupersededException(StepInput input)
        : base("superseded", "The attempt was overtaken", $"Attempt {input.Attempt} of migration {input.MigrationId} is no longer the one that runs.")
    {
    }
}
