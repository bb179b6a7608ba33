using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Identity;

/// <summary>Asks for a sign-in that is not long ago, before something precious is shown. Source: RFC 9470.</summary>
public sealed class RecentSignIn(TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <exception cref="ProblemException">401 reauthenticate: sign in again.</exception>
    internal void Ensure(User user)
    {
        if (user.AuthenticatedAt < time.GetUtcNow() - MaxAge)
            throw new ProblemException(
                StatusCodes.Status401Unauthorized, "reauthenticate", "Sign in again before this is shown.",
                $"It is shown within {MaxAge.TotalMinutes} minutes of a sign-in.")
            {
                Challenge = $"Bearer error=\"insufficient_user_authentication\", error_description=\"Sign in again\", max_age={MaxAge.TotalSeconds}",
            };
    }
}
