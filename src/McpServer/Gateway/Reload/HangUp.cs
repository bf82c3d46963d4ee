using System.Runtime.InteropServices;

namespace AgentStack.McpServer.Gateway.Reload;

/// <summary>SIGHUP has the settings read again, as operators expect; where none are read again, it ends the process.</summary>
internal static class HangUp
{
    public static IDisposable? ReloadOnHangUp(this WebApplication app) =>
        app.Services.GetService<GatewayReload>() is { } reload && !OperatingSystem.IsWindows()
            ? PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                reload.ReadSoon();
            })
            : null;
}
