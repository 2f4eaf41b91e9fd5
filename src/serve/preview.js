// Reloads the page after the next build. The server answers when there is one.
const script = document.currentScript;
const address = new URL("generation", script.src);
address.searchParams.set("after", script.dataset.generation);

async function waitForBuild() {
  for (;;) {
    try {
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.status === 200) {
        location.reload();
        return;
      }
    } catch {
      // The preview has ended, or starts anew.
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

waitForBuild();
