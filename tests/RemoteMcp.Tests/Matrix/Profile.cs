using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>A kind of server: how it lets one in, what it does about sessions, how it answers, which revision it speaks.</summary>
/// <param name="Access">How requests prove themselves.</param>
/// <param name="Session">What the server does about sessions.</param>
/// <param name="Reply">How it answers.</param>
/// <param name="Revision">What it speaks.</param>
/// <param name="IsRuntime">Whether it is a container behind AgentCore's front door.</param>
internal sealed record Profile(
    RemoteServerAuth Access,
    ScriptedSession Session,
    ScriptedReply Reply,
    string Revision = ScriptedRevisions.Legacy,
    bool IsRuntime = false)
{
    public bool IsModern => Revision == ScriptedRevisions.Modern;

    public override string ToString() => $"{(IsRuntime ? "runtime " : "")}{Access} {Session} {Reply} {Revision}";
}
