export function BreakIt() {
  return null;
}
