// Command readlog reads a running log with other people's code: golang.org/x/mod/sumdb, which reads Go's checksum database.
//
//	readlog VKEY ADDRESS OLDNOTE INDEX…
//
// ADDRESS is the log's prefix. It opens the checkpoint at ADDRESS/checkpoint and the older note in the file OLDNOTE by VKEY,
// recomputes the root from the tiles, proves each leaf INDEX and that the older tree is the beginning of the newer, and
// prints one line of JSON: {"origin", "size", "root", "old", "leaves": [base64…], "consistent": true}.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tiles reads hash tiles over HTTP by their C2SP names: tile.Path() without the height.
type tiles struct{ prefix string }

func (t tiles) Height() int                         { return 8 }
func (t tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}

func (t tiles) ReadTiles(asked []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range asked {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := get(t.prefix + "/" + path)
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path, len(data))
		}
		all = append(all, data)
	}
	return all, nil
}

func get(url string) ([]byte, error) {
	response, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return nil, fmt.Errorf("%s answers %s", url, response.Status)
	}
	return io.ReadAll(response.Body)
}

// open checks the note's signature and reads its three lines.
func open(signed []byte, vkey string) (string, tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return "", tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return "", tlog.Tree{}, fmt.Errorf("the checkpoint has %d lines", len(lines)-1)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return "", tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return lines[0], tlog.Tree{N: size, Hash: root}, err
}

func run(vkey, address, oldFile string, indexes []string) (map[string]any, error) {
	signed, err := get(address + "/checkpoint")
	if err != nil {
		return nil, err
	}
	origin, tree, err := open(signed, vkey)
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	before, err := os.ReadFile(oldFile)
	if err != nil {
		return nil, err
	}
	_, old, err := open(before, vkey)
	if err != nil {
		return nil, fmt.Errorf("older note: %w", err)
	}
	// TileHashReader checks every tile against the root before it gives a hash of it.
	hashes := tlog.TileHashReader(tree, tiles{address})
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil {
		return nil, err
	}
	if root != tree.Hash {
		return nil, fmt.Errorf("the tiles make the root %v", root)
	}
	leaves := []string{}
	for _, text := range indexes {
		index, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return nil, err
		}
		leaf, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return nil, err
		}
		proof, err := tlog.ProveRecord(tree.N, index, hashes)
		if err != nil {
			return nil, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf[0]); err != nil {
			return nil, fmt.Errorf("leaf %d: %w", index, err)
		}
		leaves = append(leaves, base64.StdEncoding.EncodeToString(leaf[0][:]))
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return nil, err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return nil, fmt.Errorf("from %d to %d: %w", old.N, tree.N, err)
	}
	return map[string]any{
		"origin": origin, "size": tree.N, "root": tree.Hash.String(),
		"old": old.N, "leaves": leaves, "consistent": true,
	}, nil
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 4 {
		log.Fatal("usage: readlog VKEY ADDRESS OLDNOTE INDEX…")
	}
	found, err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:])
	if err != nil {
		log.Fatal(err)
	}
	line, _ := json.Marshal(found)
	fmt.Println(string(line))
}
