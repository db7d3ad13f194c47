"use strict";

// The token is taken out of the address at once: it stays in no history and on no screen.
const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
history.replaceState(null, "", location.pathname);

const words = {
  en: {
    confirm: "Confirm e-mail address", reset: "Set password", password: "New password",
    done: "Done. You can close this page.", link: "This link is not valid any more. Ask for a new one.", later: "That did not work. Try again later.",
  },
  fr: {
    confirm: "Confirmer l'adresse e-mail", reset: "Choisir le mot de passe", password: "Nouveau mot de passe",
    done: "C'est fait. Vous pouvez fermer cette page.", link: "Ce lien n'est plus valable. Demandez-en un nouveau.", later: "Cela n'a pas marché. Réessayez plus tard.",
  },
  ar: {
    confirm: "تأكيد عنوان البريد", reset: "اختيار كلمة المرور", password: "كلمة المرور الجديدة",
    done: "تمّ. يمكنك إغلاق هذه الصفحة.", link: "لم يعد هذا الرابط صالحًا. اطلب رابطًا جديدًا.", later: "لم ينجح ذلك. حاول لاحقًا.",
  },
};
const language = navigator.languages.map(tag => tag.split("-")[0]).find(tag => tag in words) ?? "en";
document.documentElement.lang = language;
document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
for (const element of document.querySelectorAll("[data-text]")) {
  element.textContent = words[language][element.dataset.text];
}

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
form.addEventListener("submit", async event => {
  event.preventDefault();
  const body = { token, ...Object.fromEntries(new FormData(form)) };
  try {
    const answer = await fetch(form.dataset.path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (answer.ok) {
      form.remove();
      status.textContent = words[language].done;
      return;
    }

    const problem = await answer.json();
    status.textContent = problem.errors?.newPassword?.join(" ") ?? (problem.code === "auth.invalid_link" ? words[language].link : words[language].later);
  } catch {
    status.textContent = words[language].later;
  }
});
