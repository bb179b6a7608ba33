using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Http;

/// <summary>Turns what an HTTP function throws into an answer. What went wrong inside is logged, never told.</summary>
public sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (ProblemException e) when (!http.Response.HasStarted)
        {
            if (e.RetryAfter is { } wait)
                http.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            if (e.Challenge is not null)
                http.Response.Headers.WWWAuthenticate = e.Challenge;
            await Answers.Problem(e.Status, e.Code, e.Message, e.Detail).ExecuteAsync(http);
        }
        catch (RetryableFailureException e) when (!http.Response.HasStarted)
        {
            await Answers.Problem(StatusCodes.Status503ServiceUnavailable, e.Code, e.Title, e.Message).ExecuteAsync(http);
        }
        catch (PermanentFailureException e) when (!http.Response.HasStarted)
        {
            await Answers.Problem(StatusCodes.Status502BadGateway, e.Code, e.Title, e.Message).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is nobody to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            Failed(logger, context.FunctionDefinition.Name, context.InvocationId, e);
            await Answers.Problem(
                StatusCodes.Status500InternalServerError, "internal", "Something went wrong on our side.",
                $"Try again; if it stays, tell the support this number: {context.InvocationId}.").ExecuteAsync(http);
        }
    }

    private static readonly Action<ILogger, string, string, Exception?> Failed = LoggerMessage.Define<string, string>(
        LogLevel.Error, new EventId(100, "RequestFailed"), "{Function} failed in invocation {InvocationId}.");
}
