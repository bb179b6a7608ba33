using MimeKit;
using Pantheon.Functions.Email;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Email;

/// <summary>What every implementation of <see cref="IEmailSender"/> does. A subclass gives one, and reads what arrived.</summary>
public abstract class EmailSenderContract
{
    private static readonly EmailMessage Message = new(
        "m-1", "owner@example.com", "Grüße: a & b", "Text – 日本\n\nhttps://example.com/?a=1&b=2\n", "<!doctype html><p>Grüße</p>");

    protected abstract IEmailSender Open();

    protected abstract Task<IReadOnlyList<MimeMessage>> ArrivedAsync();

    [ContractFact]
    public async Task Send_Message_ArrivesWhole()
    {
        await Open().SendAsync(Message, default);

        var mail = Assert.Single(await ArrivedAsync());
        Assert.Equal("owner@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal("sender@example.com", mail.From.Mailboxes.Single().Address);
        Assert.Equal(Message.Subject, mail.Subject);
        Assert.Equal(Message.Text, mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Message.Html, mail.HtmlBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [ContractFact]
    public async Task Send_SameIdTwice_ArrivesOnce()
    {
        await Open().SendAsync(Message, default);
        await Open().SendAsync(Message with { Subject = "Again" }, default);

        Assert.Equal(Message.Subject, Assert.Single(await ArrivedAsync()).Subject);
    }

    [ContractFact]
    public async Task Send_SameIdAtOnce_ArrivesOnce()
    {
        var sender = Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => sender.SendAsync(Message, default))));

        Assert.Single(await ArrivedAsync());
    }

    [ContractFact]
    public async Task Send_LineBreakInTheSubject_AddsNoHeader()
    {
        await Open().SendAsync(Message with { Subject = "One\r\nBcc: thief@example.com" }, default);

        var mail = Assert.Single(await ArrivedAsync());
        Assert.Empty(mail.Bcc);
        Assert.DoesNotContain(mail.Headers, header => header.Field == "Bcc");
    }
}
