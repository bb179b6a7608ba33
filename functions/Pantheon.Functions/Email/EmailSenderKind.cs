namespace Pantheon.Functions.Email;

/// <summary>How emails are sent.</summary>
public enum EmailSenderKind
{
    /// <summary>Not at all: they become files.</summary>
    Outbox,

    /// <summary>By a mail server.</summary>
    Smtp,

    /// <summary>By Azure Communication Services. The Azure build only.</summary>
    AzureCommunication,
}
