export default function LoginPage() {
  return <main className="p-8"><h1>Sign in</h1></main>
}
