// The characters that no font has: they are drawn as the box that stands for all of these.
(letters) => {
  const canvas = new OffscreenCanvas(48, 48);
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  pen.font = "24px sans-serif";
  const draw = (letter) => {
    pen.clearRect(0, 0, 48, 48);
    pen.fillText(letter, 8, 32);
    return pen.getImageData(0, 0, 48, 48).data.join();
  };
  // Not a character, now or ever: no font may have it.
  const box = draw("\u{10fffe}");
  return letters.filter((letter) => draw(letter) === box);
}
