using System.Text;

namespace Pantheon.Benchmarks.Data;

/// <summary>Text that compresses about as a site's own: words of a vocabulary, the frequent ones more often. The same seed gives the same text.</summary>
internal sealed class Words(int seed)
{
    private static readonly string[] Vocabulary = MakeVocabulary();

    private readonly Random random = new(seed);

    internal int Next(int below) => random.Next(below);

    internal string Word() => Vocabulary[(int)(Vocabulary.Length * Math.Pow(random.NextDouble(), 3))];

    /// <summary>Words for about so many characters.</summary>
    internal string Text(int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
            text.Append(Word()).Append(random.Next(12) == 0 ? ".\n" : " ");
        return text.ToString();
    }

    internal void Fill(Span<byte> noise) => random.NextBytes(noise);

    private static string[] MakeVocabulary()
    {
        var letters = new Random(7);
        return [.. Enumerable.Range(0, 5000).Select(_ => new string([.. Enumerable.Range(0, 2 + letters.Next(9)).Select(_ => (char)('a' + letters.Next(26)))]))];
    }
}
