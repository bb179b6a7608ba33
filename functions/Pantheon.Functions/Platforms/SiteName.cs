namespace Pantheon.Functions.Platforms;

/// <summary>The rules of site names. Source: Pantheon's documentation.</summary>
public static class SiteName
{
    /// <summary>Characters that a name may have.</summary>
    public const int MaxLength = 51;

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Check(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "Give the new site a name.";
        if (name.Length > MaxLength)
            return $"A name has at most {MaxLength} characters.";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return "A name has only letters, digits and dashes.";
        return name[0] == '-' || name[^1] == '-' ? "A name neither begins nor ends with a dash." : null;
    }
}
