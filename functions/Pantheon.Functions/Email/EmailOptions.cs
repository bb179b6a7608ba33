using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Email;

/// <summary>Section <c>Email</c>.</summary>
public sealed record EmailOptions
{
    /// <summary>Key <c>Email:Sender</c>: how emails are sent. This version knows Outbox.</summary>
    [RegularExpression("^Outbox$", ErrorMessage = "Email:Sender must be Outbox.")]
    public string Sender { get; init; } = "Outbox";

    /// <summary>Key <c>Email:From</c>: the sender's address.</summary>
    [EmailAddress(ErrorMessage = "Email:From must be an email address.")]
    public string From { get; init; } = "migrations@localhost.localdomain";

    /// <summary>Key <c>Email:SupportUrl</c>: the support's page; the details of a failure are added to its query.</summary>
    [Url(ErrorMessage = "Email:SupportUrl must be a URL.")]
    public string SupportUrl { get; init; } = "https://dashboard.pantheon.io/support";
}
