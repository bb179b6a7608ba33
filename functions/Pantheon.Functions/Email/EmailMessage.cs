namespace Pantheon.Functions.Email;

/// <summary>An email.</summary>
/// <param name="Id">Names this email; a sender sends one id once.</param>
/// <param name="To">Whom to.</param>
/// <param name="Subject">What about.</param>
/// <param name="Text">As plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record EmailMessage(string Id, string To, string Subject, string Text, string Html);
