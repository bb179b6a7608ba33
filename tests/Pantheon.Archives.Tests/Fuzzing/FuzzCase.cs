using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>A sound input and what was done to it; printed, with CsCheck's seed, where a property does not hold.</summary>
internal sealed record FuzzCase(int Seed, int Other, IReadOnlyList<Mutation> Mutations, byte[] Bytes)
{
    /// <summary>Inputs with up to <paramref name="most"/> pieces of damage of these kinds.</summary>
    internal static Gen<FuzzCase> Of(IReadOnlyList<byte[]> seeds, int most, params MutationKind[] kinds) =>
        Gen.Select(Gen.Int[0, seeds.Count - 1], Gen.Int[0, seeds.Count - 1], Mutation.Any(kinds).Array[0, most]).Select((seed, other, mutations) =>
            new FuzzCase(seed, other, mutations, mutations.Aggregate(seeds[seed], (bytes, mutation) => mutation.Apply(bytes, seeds[other]))));

    /// <inheritdoc/>
    public override string ToString() =>
        $"seed {Seed}, spliced with {Other}, {string.Join(", ", Mutations)}: {Convert.ToBase64String(Bytes, 0, Math.Min(Bytes.Length, 6000))}";
}
