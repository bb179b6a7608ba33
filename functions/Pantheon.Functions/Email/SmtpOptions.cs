namespace Pantheon.Functions.Email;

/// <summary>Section <c>Email:Smtp</c>.</summary>
public sealed record SmtpOptions
{
    /// <summary>Key <c>Email:Smtp:Host</c>: the mail server.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>Key <c>Email:Smtp:Port</c>: 0 takes the usual one of the security.</summary>
    public int Port { get; init; }

    /// <summary>Key <c>Email:Smtp:Security</c>: Auto (encrypted where the server can), None, StartTls or Tls.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>Key <c>Email:Smtp:User</c>: empty sends without signing in.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Key <c>Email:Smtp:Password</c>.</summary>
    public string Password { get; init; } = string.Empty;
}
