namespace Pantheon.Functions.Email;

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>As the server offers.</summary>
    Auto,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>From the STARTTLS command on; a server without it is refused.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,
}
