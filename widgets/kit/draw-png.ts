/** Pixels of the picture for each pixel of the drawing, so that it is sharp in print. */
const scale = 2;
/** The longest side that every browser can draw. */
const maximumPixels = 8192;

/** An SVG document as a PNG. Rejects with a sentence when the browser cannot draw it. */
export async function drawPng(svg: string, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const factor = Math.min(scale, maximumPixels / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * factor);
    canvas.height = Math.round(height * factor);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('This browser could not draw the picture. Take the SVG.');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
