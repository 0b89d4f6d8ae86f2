/**
 * Passwords of twelve characters and more that head every published list, and the words they are made of.
 * Shorter ones need no list: they are refused by their length. A look-up by network is not possible in a closed one.
 */
const breached = new Set(
  `password1234 password12345 password123456 passwordpassword 123456789012 1234567890123 12345678901234 123456123456 111111111111 000000000000
qwertyuiop12 qwertyuiop123 qwertyuiopasdf qwerty123456 qwertyqwerty 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 qazwsxedcrfv abcdefghijkl abcd12345678
iloveyou1234 iloveyouforever letmein12345 letmeinplease welcome12345 welcome123456 administrator admin1234567 adminadmin12 adminadminadmin
changeme1234 changemenow1 changeitchangeit defaultpassword mypassword123 monkey123456 dragon123456 football1234 baseball1234 superman1234
trustno1trustno1 princess1234 sunshine1234 starwars1234 whatever1234 computer1234 internet1234 masterkey123 secretsecret topsecret123
correcthorsebatterystaple hunter2hunter2 p@ssw0rd1234 p@ssword1234 passw0rd1234 pa55word1234 pass1234pass
summer202400 summer2025!! winter2025!! spring2025!! autumn2025!! january12345 companyname1 whoreadwhoread vaultpassword kubernetes123`
    .split(/\s+/),
)

export function isBreached(password: string): boolean {
  const lower = password.toLowerCase()
  return breached.has(lower.replaceAll(' ', '')) || isOneRunRepeated(lower) || isSequence(lower)
}

/** `abcabcabcabc`, `aaaaaaaaaaaa` */
function isOneRunRepeated(text: string): boolean {
  return /^(.{1,4})\1{2,}$/.test(text)
}

/** `abcdefghijklm`, `987654321098`: each character follows the one before. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((character, at) => (character.codePointAt(0) ?? 0) - (text.codePointAt(at) ?? 0))
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9)
}
