using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>The kinds of server that every fault is tried on.</summary>
internal static class Profiles
{
    private static readonly RemoteServerAuth[] Ways =
        [RemoteServerAuth.None, RemoteServerAuth.Bearer, RemoteServerAuth.M2M, RemoteServerAuth.SigV4];

    public static IEnumerable<Profile> All => [.. Direct, .. Modern, .. OtherRevisions, .. Runtimes];

    private static IEnumerable<Profile> Direct =>
        from access in Ways
        from session in Enum.GetValues<ScriptedSession>()
        from reply in Enum.GetValues<ScriptedReply>()
        select new Profile(access, session, reply);

    // This revision has no sessions.
    private static IEnumerable<Profile> Modern =>
        from access in new[] { RemoteServerAuth.None, RemoteServerAuth.M2M }
        from session in new[] { ScriptedSession.Stateless, ScriptedSession.Injected }
        from reply in Enum.GetValues<ScriptedReply>()
        select new Profile(access, session, reply, ScriptedRevisions.Modern);

    private static IEnumerable<Profile> OtherRevisions =>
    [
        new(RemoteServerAuth.None, ScriptedSession.Stateless, ScriptedReply.Json, ScriptedRevisions.Oldest),
        new(RemoteServerAuth.None, ScriptedSession.Stateful, ScriptedReply.EventStream, ScriptedRevisions.LatestLegacy),
    ];

    // The front door is the platform that injects a session.
    private static IEnumerable<Profile> Runtimes =>
    [
        new(RemoteServerAuth.M2M, ScriptedSession.Stateless, ScriptedReply.Json, IsRuntime: true),
        new(RemoteServerAuth.M2M, ScriptedSession.Stateful, ScriptedReply.EventStream, IsRuntime: true),
        new(RemoteServerAuth.M2M, ScriptedSession.Stateless, ScriptedReply.EventStream, ScriptedRevisions.Modern, IsRuntime: true),
        new(RemoteServerAuth.SigV4, ScriptedSession.Stateless, ScriptedReply.EventStream, IsRuntime: true),
        new(RemoteServerAuth.SigV4, ScriptedSession.Stateful, ScriptedReply.Json, IsRuntime: true),
    ];
}
