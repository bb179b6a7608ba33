namespace Pantheon.Benchmarks.Data;

/// <summary>A table of <see cref="SampleDump"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What stands between the parentheses of its CREATE TABLE: columns and keys.</param>
/// <param name="Row">The values of the row with a number.</param>
/// <param name="Share">Its part of the dump's bytes.</param>
internal sealed record SampleTable(string Name, string Definition, Func<int, Words, string> Row, double Share);
