using Microsoft.AspNetCore.Http;

namespace AgentStack.RemoteMcp.Tests.Tokens;

/// <summary>What an issuer can do wrong. Where it can, it shows a token and the words of an upstream, which nobody may see.</summary>
internal static class TokenFaults
{
    private const string Token = ScriptedIssuer.TokenBeginning + "in-a-bad-answer";

    public static Task StrikeAsync(HttpContext http, string fault) => fault switch
    {
        "hang" => HangAsync(http),
        "cut" => CutAsync(http),
        "cut in the middle" => BreakOffAsync(http, CutAsync),
        "silent in the middle" => BreakOffAsync(http, HangAsync),
        "redirect" => RedirectAsync(http),
        "garbage" => http.Response.WriteAsync($"<html>the upstream says {Token}</html>"),
        "half" => http.Response.WriteAsync($$"""{"access_token":"{{Token}}","expires"""),
        "huge" => http.Response.WriteAsync($$"""{"access_token":"{{Token}}","expires_in":300,"padding":"{{new string('x', 2_000_000)}}"}"""),
        "array" => http.Response.WriteAsync($$"""[{"access_token":"{{Token}}"}]"""),
        "no header could hold it" => http.Response.WriteAsync($$"""{"access_token":"{{Token}}\r\nX-Evil: 1","expires_in":300}"""),
        "another type" => http.Response.WriteAsync($$"""{"access_token":"{{Token}}","token_type":"mac","expires_in":300}"""),
        _ when int.TryParse(fault, provider: null, out var status) => StatusAsync(http, status),
        _ => ScriptedIssuer.RefuseAsync(http, fault),
    };

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync($"the upstream says {Token}");
    }

    private static Task RedirectAsync(HttpContext http)
    {
        http.Response.Redirect("/token?again");
        return Task.CompletedTask;
    }

    private static Task CutAsync(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static Task HangAsync(HttpContext http) =>
        Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task BreakOffAsync(HttpContext http, Func<HttpContext, Task> end)
    {
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync($$"""{"access_token":"{{Token}}",""");
        await http.Response.Body.FlushAsync();
        await end(http);
    }
}
