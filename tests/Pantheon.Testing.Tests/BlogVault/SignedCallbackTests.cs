namespace Pantheon.Testing.Tests.BlogVault;

public sealed class SignedCallbackTests
{
    [Fact]
    public void Sign_ExampleOfTheSpecification_IsItsSignature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        SignedCallback.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}"""u8.ToArray()));
}
