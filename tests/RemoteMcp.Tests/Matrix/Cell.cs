using AgentStack.Tests.Shared.Scripted;

namespace AgentStack.RemoteMcp.Tests.Matrix;

/// <summary>One trouble, met by one request: the listing of the tools, or the call of one after they were listed.</summary>
/// <param name="Profile">The kind of server.</param>
/// <param name="Trouble">What goes wrong.</param>
/// <param name="Tool">The tool that is called meanwhile; null: the tools are listed.</param>
internal sealed record Cell(Profile Profile, Trouble Trouble, string? Tool)
{
    private static readonly ScriptedFault[] Refusals =
    [
        ScriptedFault.Hang, ScriptedFault.UnauthorizedOnce, ScriptedFault.Unauthorized, ScriptedFault.Forbidden, ScriptedFault.NotFound,
        ScriptedFault.NotAcceptable, ScriptedFault.FailedDependency, ScriptedFault.TooManyRequests, ScriptedFault.InternalError,
        ScriptedFault.Unavailable, ScriptedFault.Cut,
    ];

    private static readonly ScriptedFault[] BadReplies =
    [
        ScriptedFault.SilentStream, ScriptedFault.CutInBody, ScriptedFault.Garbage, ScriptedFault.Html, ScriptedFault.HalfJson,
        ScriptedFault.WrongId, ScriptedFault.Empty,
    ];

    public static IEnumerable<Cell> Of(Profile profile)
    {
        IEnumerable<Trouble.Scripted> onTheWay =
        [
            .. Faults(ScriptedStep.Start, [.. Refusals, .. BadReplies]),
            .. profile.IsModern ? [] : Faults(ScriptedStep.Initialized, Refusals),
            .. Faults(ScriptedStep.ListTools, [.. Refusals, .. BadReplies, ScriptedFault.Large]),
        ];
        IEnumerable<Trouble> inACall =
        [
            .. Faults(ScriptedStep.CallTool, [.. Refusals, .. BadReplies, ScriptedFault.Large]),
            new Trouble.Refused(),
            new Trouble.Restarted(),
            new Trouble.OtherTools(),
        ];
        return
        [
            .. onTheWay.Select(trouble => new Cell(profile, trouble, Tool: null)),
            new Cell(profile, new Trouble.Refused(), Tool: null),
            .. inACall.Select(trouble => new Cell(profile, trouble, ScriptedTools.Record)),
            .. inACall.Where(IsInDoubt).Select(trouble => new Cell(profile, trouble, ScriptedTools.Look)),
        ];
    }

    public ScriptedFault? Fault => (Trouble as Trouble.Scripted)?.Fault;

    public bool NeedsGate => Trouble is Trouble.Refused or Trouble.Restarted;

    public override string ToString() => $"{Trouble}{(Tool is null ? "" : $", calling {Tool}")}";

    // Whether the tool has run cannot be known: one that may be repeated is treated in another way.
    private static bool IsInDoubt(Trouble trouble) => trouble is not Trouble.Scripted { Fault: var fault }
        || fault is ScriptedFault.Hang or ScriptedFault.SilentStream or ScriptedFault.Cut or ScriptedFault.CutInBody
            or ScriptedFault.NotFound or ScriptedFault.Unavailable or ScriptedFault.Empty;

    private static IEnumerable<Trouble.Scripted> Faults(ScriptedStep step, IEnumerable<ScriptedFault> faults) =>
        faults.Select(fault => new Trouble.Scripted(fault, step));
}
