using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>What goes wrong, from when to when.</summary>
internal abstract record Trouble
{
    public abstract void Begin(CellStage stage);

    public abstract void End(CellStage stage);

    /// <summary>The server fails at one step of the protocol.</summary>
    public sealed record Scripted(ScriptedFault Fault, ScriptedStep Step) : Trouble
    {
        public override void Begin(CellStage stage) => stage.Server.Break(Fault, Step);

        public override void End(CellStage stage) => stage.Server.Mend();

        public override string ToString() => $"{Fault} at {Step}";
    }

    /// <summary>Nobody listens at the server's port, and what was connected is cut.</summary>
    public sealed record Refused : Trouble
    {
        public override void Begin(CellStage stage) => stage.Gate.Close();

        public override void End(CellStage stage) => stage.Gate.Open();

        public override string ToString() => "refused port";
    }

    /// <summary>The server starts again: it knows no session any more.</summary>
    public sealed record Restarted : Trouble
    {
        public override void Begin(CellStage stage)
        {
            stage.Gate.Close();
            stage.Server.Restart();
            stage.Gate.Open();
        }

        public override void End(CellStage stage)
        {
        }

        public override string ToString() => "restart";
    }

    /// <summary>The server has other tools than it had.</summary>
    public sealed record OtherTools : Trouble
    {
        // Of a list that is younger the client knows that the server means it.
        private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

        public override void Begin(CellStage stage)
        {
            stage.Server.Tools = [ScriptedTools.Describe("another")];
            stage.Clock.Advance(Age);
        }

        public override void End(CellStage stage) => stage.Server.Tools = ScriptedTools.All;

        public override string ToString() => "other tools";
    }
}
