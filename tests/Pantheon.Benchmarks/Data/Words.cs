using System.Text;

namespace Pantheon.Benchmarks.Data;

/// <summary>
/// Text that compresses about four to one, as the code of WordPress does: phrases, the frequent ones more often. The same seed gives the same
/// text.
/// </summary>
internal sealed class Words(int seed)
{
    private static readonly string[] Vocabulary = Make(5000, letters => new string([.. Enumerable.Range(0, 2 + letters.Next(9)).Select(_ => (char)('a' + letters.Next(26)))]));
    private static readonly string[] Phrases = Make(2000, choice => string.Join(' ', Enumerable.Range(0, 1 + choice.Next(4)).Select(_ => Vocabulary[choice.Next(Vocabulary.Length)])));

    private readonly Random random = new(seed);

    internal int Next(int below) => random.Next(below);

    internal string Word() => OneOf(Vocabulary);

    /// <summary>Phrases for about so many characters.</summary>
    internal string Text(int length)
    {
        var text = new StringBuilder(length + 64);
        while (text.Length < length)
            text.Append(OneOf(Phrases)).Append(random.Next(12) == 0 ? ".\n" : " ");
        return text.ToString();
    }

    internal void Fill(Span<byte> noise) => random.NextBytes(noise);

    private string OneOf(string[] texts) => texts[(int)(texts.Length * Math.Pow(random.NextDouble(), 4))];

    private static string[] Make(int count, Func<Random, string> text)
    {
        var draw = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => text(draw))];
    }
}
