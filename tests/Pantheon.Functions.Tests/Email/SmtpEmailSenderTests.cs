using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MimeKit;
using Pantheon.Functions.Email;
using Pantheon.Functions.Email.Store;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Email;

[NeedsSmtp]
public sealed class SmtpEmailSenderTests : EmailSenderContract, IAsyncLifetime
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("smtp-sender");
    private readonly Lazy<IEmailSender> sender;
    private SmtpSink? sink;

    public SmtpEmailSenderTests() => sender = new(() => Create(sink!.Port));

    public async Task InitializeAsync() => sink = Part.Smtp.IsPresent ? await SmtpSink.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (sink is not null)
            await sink.DisposeAsync();
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }

    [SmtpFact]
    public async Task Send_NoServer_FailsAndIsSentLater()
    {
        var message = new EmailMessage("later", "owner@example.com", "s", "t", "<p>h</p>");
        await Assert.ThrowsAnyAsync<Exception>(() => Create(1).SendAsync(message, default));

        await Open().SendAsync(message, default);

        Assert.Single(await ArrivedAsync());
    }

    [SmtpFact]
    public async Task Send_ServerWithoutEncryptionThatIsAskedFor_SendsNothingInTheClear()
    {
        var message = new EmailMessage("secret", "owner@example.com", "s", "t", "<p>h</p>");

        await Assert.ThrowsAsync<NotSupportedException>(() => Create(sink!.Port, SmtpSecurity.StartTls).SendAsync(message, default));

        Assert.Empty(await ArrivedAsync());
    }

    protected override IEmailSender Open() => sender.Value;

    protected override Task<IReadOnlyList<MimeMessage>> ArrivedAsync() =>
        Task.FromResult<IReadOnlyList<MimeMessage>>([.. sink!.Files.Select(path => MimeMessage.Load(path))]);

    private SmtpEmailSender Create(int port, SmtpSecurity security = SmtpSecurity.Auto)
    {
        var options = new EmailOptions { From = "sender@example.com", Smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = security } };
        var database = new AppDatabase(Options.Create(new AppOptions { DataDirectory = scratch.Path }));
        return new SmtpEmailSender(Options.Create(options), new SqliteSentEmails(database), TimeProvider.System);
    }
}
