using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentStack.LocalAws.Tests;

public sealed class UnforeseenFailuresTests
{
    [Fact]
    public async Task Invoke_EndpointThrows_AnswersWithTheServicesInternalError()
    {
        var context = new DefaultHttpContext { TraceIdentifier = "request-7" };
        using var body = new MemoryStream();
        context.Response.Body = body;

        await new UnforeseenFailures(
            _ => throw new InvalidOperationException("inner detail"),
            NullLogger<UnforeseenFailures>.Instance).InvokeAsync(context);

        var answer = System.Text.Encoding.UTF8.GetString(body.ToArray());
        context.Response.StatusCode.ShouldBe(500);
        context.Response.Headers["x-amzn-ErrorType"].ToString().ShouldBe("InternalServerException");
        answer.ShouldContain("request-7");
        answer.ShouldNotContain("inner detail");
    }

    [Fact]
    public async Task Server_Lifetime_LeavesSignalsToItsProcess()
    {
        await using var server = await StartedServer.StartAsync();

        server.Aws.Services.GetServices<IHostLifetime>().ShouldHaveSingleItem().ShouldBeOfType<NoLifetime>();
    }
}
