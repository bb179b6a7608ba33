namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>One Chromium and one service for the tests of journeys, which run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>, ICollectionFixture<SharedService>
{
    internal const string Name = "Browser";
}
