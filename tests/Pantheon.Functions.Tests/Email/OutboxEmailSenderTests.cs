using Microsoft.Extensions.Options;
using MimeKit;
using Pantheon.Functions.Email;

namespace Pantheon.Functions.Tests.Email;

public sealed class OutboxEmailSenderTests : EmailSenderContract, IDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("outbox");

    public void Dispose() => scratch.Dispose();

    protected override IEmailSender Open() => new OutboxEmailSender(
        Options.Create(new AppOptions { DataDirectory = scratch.Path }), Options.Create(new EmailOptions { From = "sender@example.com" }), TimeProvider.System);

    protected override Task<IReadOnlyList<MimeMessage>> ArrivedAsync() => Task.FromResult<IReadOnlyList<MimeMessage>>(
        [.. Directory.GetFiles(scratch.Combine("outbox")).Select(path => MimeMessage.Load(path))]);
}
