using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Tests.Gzip;

public sealed class SlidingWindowTests
{
    [Fact]
    public void Slide_LittleRoomLeft_KeepsWhatMatchesReach()
    {
        var content = new byte[SlidingWindow.Limit];
        new Random(1).NextBytes(content);
        var window = Filled(content);

        window.Slide();

        Assert.Equal((DeflateCode.MaxDistance, 0), (window.Position, window.Start));
        Assert.Equal(content[^DeflateCode.MaxDistance..], window.Bytes[..window.Position]);
        Assert.True(window.Unread.IsEmpty);
    }

    [Fact]
    public void Slide_AFewBytesAfterAnotherFileBegan_NoMoreInReachThanThose()
    {
        var window = Filled(new byte[SlidingWindow.Limit - 10]);
        window.Forget();
        window.Write("12345"u8);
        Assert.Equal(5, window.Read(new byte[10]));

        window.Slide();

        Assert.Equal("12345"u8, window.Bytes.AsSpan(window.Start..window.Position));
    }

    [Fact]
    public void Slide_MuchRoomLeft_NothingMoved()
    {
        var window = Filled(new byte[1000]);

        window.Slide();

        Assert.Equal(1000, window.Position);
    }

    private static SlidingWindow Filled(byte[] content)
    {
        var window = new SlidingWindow();
        window.Write(content);
        window.Read(new byte[content.Length]);
        return window;
    }
}
