namespace AgentStack.LocalAws.Identity;

/// <summary>Whether a user can sign in.</summary>
public enum UserStatus
{
    /// <summary>It can.</summary>
    Confirmed,

    /// <summary>It signed up and was never confirmed.</summary>
    Unconfirmed,

    /// <summary>An administrator made it, with a password that it must change first.</summary>
    ForceChangePassword,

    /// <summary>An administrator asked for a new password.</summary>
    ResetRequired,

    /// <summary>An administrator shut it out.</summary>
    Disabled,
}
