using System.CommandLine;
using AgentStack.Agent.Remote;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using AgentStack.Settings;

namespace AgentStack.Agent.Commands;

internal static class TokenCommand
{
    public static Command Create(AgentFactory factory, string[] settings)
    {
        var server = new Option<string?>("--server") { Description = "The MCP server of the settings whose token is meant; needed where there are several." };
        var user = new Option<string?>("--user")
        {
            Description = "A Cognito user in the place of the machine (USER_PASSWORD_AUTH, for testing); the password is asked for, or read from standard input.",
        };
        var show = new Option<bool>("--show") { Description = "Print the token alone, and what it says to standard error." };
        var command = new Command("token", "Get the access token of a remote MCP server, and tell what it says; never the token itself, unless with --show.")
        {
            server,
            user,
            show,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = CommandConsole.OfProcess;
            var name = parsed.GetValue(server);
            string[] own = parsed.GetValue(user) is { } userName ? [.. settings, .. AsUser(name, userName, console)] : settings;
            var request = new AgentRequest(own, IsServing: false, parsed) { IsLook = true };
            await using var app = await factory(request, cancellationToken);
            return await RunAsync(app.Services, name, parsed.GetValue(show), console, cancellationToken);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        IServiceProvider services, string? name, bool shows, CommandConsole console, CancellationToken cancellationToken)
    {
        var server = TokenServers.Choose(services.GetRequiredService<RemoteMcpServers>(), name);
        try
        {
            if (await server.GetTokenAsync(cancellationToken) is not { } token)
                return await console.FailAsync($"MCP server '{server.Name}' is sent no token.");

            var report = new TokenReport(server.Name, token.Facts, services.GetRequiredService<TimeProvider>().GetUtcNow());
            foreach (var line in report.Lines)
                await (shows ? console.Notes : console.Output).WriteLineAsync(Chat.PrintableText.Of(line));

            if (shows)
                await console.Output.WriteLineAsync(token.Reveal());

            return ExitCode.Success;
        }
        catch (RemoteMcpException e)
        {
            return await console.FailAsync(e.Message);
        }
    }

    // Settings of this process alone; on a command line every other could read the password.
    private static string[] AsUser(string? server, string user, CommandConsole console)
    {
        if (server is null)
            throw new SettingsException(["--server is missing: --user needs to know whose issuer and app client are meant"]);

        var password = HiddenInput.ReadLine(console, $"Password of {Chat.PrintableText.Line(user, 80)}: ");
        if (string.IsNullOrEmpty(password))
            throw new SettingsException(["the password is missing: type it, or pass it on standard input"]);

        var section = $"--McpServers:{server}";
        return
        [
            $"{section}:{nameof(RemoteServerOptions.Auth)}={nameof(RemoteServerAuth.UserPassword)}",
            $"{section}:{nameof(RemoteServerOptions.UserName)}={user}",
            $"{section}:{nameof(RemoteServerOptions.Password)}={password}",
        ];
    }
}
