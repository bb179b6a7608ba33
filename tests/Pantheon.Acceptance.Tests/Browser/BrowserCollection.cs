namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>One Chromium for all browser tests, which run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>
{
    internal const string Name = "Browser";
}
