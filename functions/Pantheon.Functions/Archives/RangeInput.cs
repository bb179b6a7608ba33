using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Which range is to be copied.</summary>
/// <param name="Step">For which attempt.</param>
/// <param name="Range">Its number, counted from 0.</param>
public sealed record RangeInput(StepInput Step, int Range);
