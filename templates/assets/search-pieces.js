// @ts-check
// Loads the pieces of the search index.
"use strict";

/** A piece of the index that is missing, or not what was published. */
class SearchPieceError extends Error {}

/** Fetches pieces of the index, each once. */
class SearchPieces {
  /** @param {URL} folder The folder of the index. */
  constructor(folder) {
    this.folder = folder;
    /** @type {Map<string, Promise<Uint8Array>>} */
    this.pieces = new Map();
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  fetch(name) {
    let piece = this.pieces.get(name);
    if (!piece) {
      piece = this.load(name);
      // What failed is tried again next time.
      piece.catch(() => this.pieces.delete(name));
      this.pieces.set(name, piece);
    }
    return piece;
  }

  /** @param {string} name */
  async load(name) {
    try {
      const response = await fetch(new URL(name, this.folder));
      if (!response.ok || !response.body) throw new SearchPieceError(name);
      const plain = response.body.pipeThrough(new DecompressionStream("deflate"));
      return new Uint8Array(await new Response(plain).arrayBuffer());
    } catch {
      throw new SearchPieceError(name);
    }
  }

  /** @param {string} name */
  async fetchText(name) {
    return new TextDecoder().decode(await this.fetch(name));
  }
}
