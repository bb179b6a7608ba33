using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>Where a copy stands.</summary>
/// <param name="Step">For which attempt.</param>
/// <param name="Plan">How it is copied; null before the first look.</param>
/// <param name="NextRange">The first range that is not copied.</param>
public sealed record CopyInput(StepInput Step, CopyPlan? Plan = null, int NextRange = 0);
