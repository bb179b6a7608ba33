using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Http;

/// <summary>Answers of the API.</summary>
internal static class Answers
{
    /// <summary>A value as JSON.</summary>
    internal static IResult Json(object value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, ApiJson.Options, statusCode: status);

    /// <summary>A refusal: application/problem+json with a stable code (RFC 9457).</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable; callers may depend on it.</param>
    /// <param name="title">What kind of refusal it is.</param>
    /// <param name="detail">What to do about it.</param>
    /// <param name="errors">What is wrong, by field.</param>
    internal static IResult Problem(
        int status, string code, string title, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null) => Results.Json(
        new ProblemBody("about:blank", title, status, detail, code, errors), ApiJson.Options, "application/problem+json", status);

    /// <summary>There is no such migration, or it is another's.</summary>
    internal static IResult NotFound(string what = "migration") => Problem(
        StatusCodes.Status404NotFound, $"{what}.notFound", $"There is no such {what}.", "Check the id; it may also belong to somebody else.");

    internal sealed record ProblemBody(
        string Type, string Title, int Status, string? Detail, string Code, IReadOnlyDictionary<string, string[]>? Errors);
}
