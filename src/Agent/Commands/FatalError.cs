using System.Net.Sockets;
using System.Text.Json;
using AgentStack.Settings;
using Microsoft.AspNetCore.Connections;

namespace AgentStack.Agent.Commands;

/// <summary>Why the process ends, for who runs it: the cause, the remedy, and no stack trace.</summary>
/// <param name="ErrorType">For a program.</param>
/// <param name="Causes">One; of settings all that are wrong, each with its remedy.</param>
/// <param name="Remedy">Null where the cause names it.</param>
internal sealed record FatalError(int ExitCode, string ErrorType, IReadOnlyList<string> Causes, string? Remedy)
{
    private const string Settings = "settings";

    /// <param name="failure">What nobody caught.</param>
    /// <param name="portRemedy">What to do when the agent's port is taken.</param>
    public static FatalError From(Exception failure, string portRemedy) => failure switch
    {
        UsageException usage => new FatalError(Commands.ExitCode.Usage, "usage", usage.Problems, null),
        SettingsException settings => new FatalError(Commands.ExitCode.Usage, Settings, settings.Problems, null),
        InvalidDataException file => new FatalError(
            Commands.ExitCode.Usage, Settings, [OneLine($"{file.Message} {file.GetBaseException().Message}")], null),
        IOException { InnerException: AddressInUseException } => new FatalError(
            Commands.ExitCode.AddressTaken,
            "address_in_use",
            [failure.Message],
            $"End the process that holds the port, or {portRemedy}."),
        SocketException socket => new FatalError(
            Commands.ExitCode.AddressTaken,
            "address_not_available",
            [$"The agent cannot listen where it is told to: {OneLine(socket.Message)}."],
            $"Choose an address of this machine and a port that this user may open: {portRemedy}."),
        _ => new FatalError(
            Commands.ExitCode.Crashed,
            failure.GetType().Name,
            [OneLine(failure.Message)],
            "The log's lines before this one may tell why; --Logging:LogLevel:Default=Debug makes it tell more."),
    };

    /// <summary>For a person.</summary>
    public IEnumerable<string> ToLines() => ErrorType == Settings
        ? Causes.Select(cause => $"settings: {cause}")
        : [$"error: {string.Join(' ', [.. Causes, .. Remedy is null ? Array.Empty<string>() : [Remedy]])}"];

    /// <summary>For the platform's log: one line of JSON with the members that AWS's own SDK writes.</summary>
    public string ToJson(TimeProvider clock)
    {
        var line = new FatalErrorLine(
            clock.GetUtcNow().UtcDateTime,
            "CRITICAL",
            "AgentStack.Agent",
            $"The agent ends with {ExitCode}: {string.Join(" | ", Causes)}",
            ErrorType,
            Remedy,
            ExitCode);
        return JsonSerializer.Serialize(line, FatalErrorJson.Line);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
