using Logistics.Contracts.Events;

namespace Logistics.Notifications.Templates;

/// <summary>What people are written about their account, in English, French and Arabic. The code is the event's name.</summary>
internal static class AccountTemplates
{
    /// <summary><see langword="null"/>: it is no template of these.</summary>
    public static Template? Find(string code, string locale) => locale.Split('-')[0].ToUpperInvariant() switch
    {
        "FR" => French(code),
        "AR" => Arabic(code),
        _ => English(code),
    };

    private static Template? English(string code) => code switch
    {
        EmailConfirmationRequested.Name => new(
            "Confirm your e-mail address",
            "Hello {{name}},\n\nsomeone, hopefully you, made an account with this address. Confirm that it is yours within a day.\n\nIf it was not you, ignore this mail.",
            "Confirm address"),
        EmailChangeRequested.Name => new(
            "Confirm your new e-mail address",
            "Hello {{name}},\n\nthis is to become the address of your account. Confirm it within a day; until then nothing changes.\n\nIf it was not you, ignore this mail.",
            "Confirm address"),
        EmailChanged.Name => new(
            "Your e-mail address was changed",
            "Hello {{name}},\n\nyour account has another e-mail address now; this one gets no more mail from us.\n\nIf it was not you, write to our support at once."),
        PasswordResetRequested.Name => new(
            "Set a new password",
            "Hello {{name}},\n\nyou have an account with this address. You can set a new password for it within half an hour, once.\n\nIf you did not ask for this, ignore this mail: your password stays as it is.",
            "Set password"),
        PasswordChanged.Name => new(
            "Your password was changed",
            "Hello {{name}},\n\nyour account has a new password, and other devices were signed out.\n\nIf it was not you, set another with \"forgot password\" at once."),
        RefreshTokenReused.Name => new(
            "We signed a device out",
            "Hello {{name}},\n\na sign-in of yours was used from two places, as if it had been copied. We ended it; sign in again.\n\nIf you do not know why, change your password."),
        _ => null,
    };

    private static Template? French(string code) => code switch
    {
        EmailConfirmationRequested.Name => new(
            "Confirmez votre adresse e-mail",
            "Bonjour {{name}},\n\nun compte a été créé avec cette adresse, sans doute par vous. Confirmez dans la journée qu'elle est la vôtre.\n\nSi ce n'était pas vous, ignorez ce message.",
            "Confirmer l'adresse"),
        EmailChangeRequested.Name => new(
            "Confirmez votre nouvelle adresse e-mail",
            "Bonjour {{name}},\n\ncette adresse doit devenir celle de votre compte. Confirmez-la dans la journée ; d'ici là, rien ne change.\n\nSi ce n'était pas vous, ignorez ce message.",
            "Confirmer l'adresse"),
        EmailChanged.Name => new(
            "Votre adresse e-mail a été modifiée",
            "Bonjour {{name}},\n\nvotre compte a désormais une autre adresse e-mail ; celle-ci ne recevra plus de messages de notre part.\n\nSi ce n'était pas vous, écrivez tout de suite à notre assistance."),
        PasswordResetRequested.Name => new(
            "Choisissez un nouveau mot de passe",
            "Bonjour {{name}},\n\nvous avez un compte avec cette adresse. Vous pouvez lui choisir un nouveau mot de passe dans la demi-heure, une seule fois.\n\nSi vous n'avez rien demandé, ignorez ce message : votre mot de passe ne change pas.",
            "Choisir un mot de passe"),
        PasswordChanged.Name => new(
            "Votre mot de passe a été modifié",
            "Bonjour {{name}},\n\nvotre compte a un nouveau mot de passe, et les autres appareils ont été déconnectés.\n\nSi ce n'était pas vous, choisissez-en tout de suite un autre avec « mot de passe oublié »."),
        RefreshTokenReused.Name => new(
            "Nous avons déconnecté un appareil",
            "Bonjour {{name}},\n\nune de vos connexions a été utilisée à deux endroits, comme si elle avait été copiée. Nous l'avons fermée ; connectez-vous de nouveau."
            + "\n\nSi vous ne savez pas pourquoi, changez votre mot de passe."),
        _ => null,
    };

    private static Template? Arabic(string code) => code switch
    {
        EmailConfirmationRequested.Name => new(
            "أكّد عنوان بريدك الإلكتروني",
            "مرحبًا {{name}}،\n\nأُنشئ حساب بهذا العنوان، ولعلّك أنت من أنشأه. أكّد خلال يوم واحد أنه لك.\n\nإن لم تكن أنت، فتجاهل هذه الرسالة.",
            "تأكيد العنوان"),
        EmailChangeRequested.Name => new(
            "أكّد عنوان بريدك الإلكتروني الجديد",
            "مرحبًا {{name}}،\n\nسيصبح هذا عنوان حسابك. أكّده خلال يوم واحد، وإلى ذلك الحين لا يتغيّر شيء.\n\nإن لم تكن أنت، فتجاهل هذه الرسالة.",
            "تأكيد العنوان"),
        EmailChanged.Name => new(
            "تغيّر عنوان بريدك الإلكتروني",
            "مرحبًا {{name}}،\n\nأصبح لحسابك عنوان بريد آخر، ولن تصل إلى هذا العنوان رسائل منّا بعد الآن.\n\nإن لم تكن أنت، فراسل فريق الدعم فورًا."),
        PasswordResetRequested.Name => new(
            "اختر كلمة مرور جديدة",
            "مرحبًا {{name}}،\n\nلديك حساب بهذا العنوان. يمكنك اختيار كلمة مرور جديدة له خلال نصف ساعة، مرة واحدة.\n\nإن لم تطلب ذلك، فتجاهل هذه الرسالة: كلمة مرورك باقية كما هي.",
            "اختيار كلمة مرور"),
        PasswordChanged.Name => new(
            "تغيّرت كلمة مرورك",
            "مرحبًا {{name}}،\n\nأصبحت لحسابك كلمة مرور جديدة، وسُجّل خروج الأجهزة الأخرى.\n\nإن لم تكن أنت، فاختر فورًا كلمة أخرى عبر «نسيت كلمة المرور»."),
        RefreshTokenReused.Name => new(
            "سجّلنا خروج أحد الأجهزة",
            "مرحبًا {{name}}،\n\nاستُعمل أحد تسجيلات دخولك من مكانين كأنه نُسخ. أنهيناه، فسجّل الدخول من جديد.\n\nإن كنت لا تعرف السبب، فغيّر كلمة مرورك."),
        _ => null,
    };
}
