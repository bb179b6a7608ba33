namespace Pantheon.Functions.Migrations;

/// <summary>All that an orchestration and its activities are given: ids. What they need besides is in the record.</summary>
/// <param name="MigrationId">The migration.</param>
/// <param name="Attempt">The attempt on whose behalf they run; one that was overtaken stops by itself.</param>
public sealed record StepInput(string MigrationId, int Attempt);
