using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs a mail server, aiosmtpd: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = Part.SkipReason(Part.Smtp);
}
