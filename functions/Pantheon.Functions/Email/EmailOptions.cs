using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Email;

/// <summary>Section <c>Email</c>.</summary>
public sealed record EmailOptions : IValidatableObject
{
    /// <summary>Key <c>Email:Sender</c>: how emails are sent.</summary>
    [EnumDataType(typeof(EmailSenderKind), ErrorMessage = "Email:Sender must be Outbox, Smtp or AzureCommunication.")]
    public EmailSenderKind Sender { get; init; } = EmailSenderKind.Outbox;

    /// <summary>Key <c>Email:From</c>: the sender's address.</summary>
    [EmailAddress(ErrorMessage = "Email:From must be an email address.")]
    public string From { get; init; } = "migrations@localhost.localdomain";

    /// <summary>Key <c>Email:SupportUrl</c>: the support's page; the details of a failure are added to its query.</summary>
    [Url(ErrorMessage = "Email:SupportUrl must be a URL.")]
    public string SupportUrl { get; init; } = "https://dashboard.pantheon.io/support";

    /// <summary>Section <c>Email:Smtp</c>.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>Key <c>Email:CommunicationEndpoint</c>: the Communication Services resource's address, opened by the app's identity.</summary>
    public Uri? CommunicationEndpoint { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Sender == EmailSenderKind.Smtp && Smtp.Host.Length == 0)
            yield return new("Email:Sender is Smtp: set Email:Smtp:Host.");
        if (Smtp.Port is < 0 or > 65535)
            yield return new("Email:Smtp:Port must be between 0 and 65535.");
        if (!Enum.IsDefined(Smtp.Security))
            yield return new("Email:Smtp:Security must be Auto, None, StartTls or Tls.");
        if (Sender == EmailSenderKind.AzureCommunication && !EmailServices.HasAzureCommunication)
            yield return new("Email:Sender is AzureCommunication, which only the Azure build has. Take Smtp or Outbox.");
        if (Sender == EmailSenderKind.AzureCommunication && CommunicationEndpoint is null)
            yield return new("Email:Sender is AzureCommunication: set Email:CommunicationEndpoint.");
    }
}
