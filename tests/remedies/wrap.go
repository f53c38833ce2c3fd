// Wrap makes packages of snippets, so that the compiler can judge them.
//
//	go run wrap.go SNIPPETS OUT
//
// SNIPPETS has files named <rule>.<n>.<before|after>.txt. Each becomes a package of the module OUT: what parses
// as declarations stands in the package, the rest in the body of a function. Names that a snippet uses and does not
// declare are taken from context/<rule>.<before|after>.go, else from context/<rule>.go, else from common.go, and so are
// the imports; whatever is in none of them is for the compiler to complain about. Libraries are those in stubs, and nothing else can be imported.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

func main() {
	log.SetFlags(0)
	snippets, out := os.Args[1], os.Args[2]
	common := read("common.go")
	files, err := filepath.Glob(filepath.Join(snippets, "*.txt"))
	check(err)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		parts := strings.Split(name, ".")
		rule, side := parts[0], parts[2]
		text, err := os.ReadFile(file)
		check(err)
		scopes := []*scope{read("context/" + rule + "." + side + ".go"), read("context/" + rule + ".go"), common}
		wrap(filepath.Join(out, strings.NewReplacer(".", "_", "-", "_").Replace(name)), string(text), scopes)
	}
	vendor(out)
}

// scope is what a file of declarations offers to a snippet.
type scope struct {
	decls   map[string]string   // by name, as source
	methods map[string][]method // by the name of their receiver's type
	imports map[string]string   // path by name
	around  string              // signature of the function that statements stand in
}

type method struct{ name, text string }

// read takes a file apart. One that is not there offers nothing.
func read(path string) *scope {
	res := &scope{map[string]string{}, map[string][]method{}, map[string]string{}, ""}
	src, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return res
	}
	check(err)
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, src, 0)
	check(err)
	text := func(node ast.Node) string {
		return string(src[fset.Position(node.Pos()).Offset:fset.Position(node.End()).Offset])
	}
	for _, spec := range file.Imports {
		res.addImport(spec)
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			switch {
			case decl.Recv != nil:
				to := receiver(decl)
				res.methods[to] = append(res.methods[to], method{decl.Name.Name, text(decl)})
			case decl.Name.Name == "around":
				res.around = strings.TrimPrefix(text(decl.Type), "func around")
			default:
				res.decls[decl.Name.Name] = text(decl)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				for _, name := range names(spec) {
					res.decls[name] = decl.Tok.String() + " " + text(spec)
				}
			}
		}
	}
	return res
}

func (s *scope) addImport(spec *ast.ImportSpec) {
	path := strings.Trim(spec.Path.Value, `"`)
	name := path[strings.LastIndex(path, "/")+1:]
	if spec.Name != nil {
		name = spec.Name.Name
	}
	s.imports[name] = path
}

func names(spec ast.Spec) (res []string) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		res = append(res, spec.Name.Name)
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			res = append(res, name.Name)
		}
	}
	return res
}

func receiver(decl *ast.FuncDecl) string {
	of := decl.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	return of.(*ast.Ident).Name
}

// wrap writes the package of one snippet: the snippet itself, and what it takes from scopes.
func wrap(dir, snippet string, scopes []*scope) {
	check(os.MkdirAll(dir, 0o755))
	around := ""
	for _, it := range scopes {
		if around == "" {
			around = it.around
		}
	}
	source := arrange(snippet, around)
	free, declared, methods := analyse(source)
	borrowed, text := map[string]bool{}, ""
	for len(free) > 0 {
		more := ""
		for _, name := range sorted(free) {
			if from := owner(scopes, name); from != nil && !declared[name] && !borrowed[name] {
				spec := from.decls[name]
				more += spec + "\n"
				for _, other := range declaredBy(spec) {
					borrowed[other] = true
				}
				declared[name] = false
			}
		}
		for _, name := range sorted(declared) {
			for _, from := range scopes {
				for _, it := range from.methods[name] {
					if key := name + "." + it.name; !methods[key] {
						methods[key] = true
						more += it.text + "\n"
					}
				}
			}
		}
		text += more
		free, _, _ = analyse(more)
	}
	for name := range borrowed {
		declared[name] = true
	}
	write(filepath.Join(dir, "snippet.go"), source, scopes, declared)
	write(filepath.Join(dir, "context.go"), text, scopes, declared)
}

func owner(scopes []*scope, name string) *scope {
	for _, it := range scopes {
		if _, ok := it.decls[name]; ok {
			return it
		}
		// An import of a nearer scope hides a declaration of a farther one.
		if _, ok := it.imports[name]; ok {
			return nil
		}
	}
	return nil
}

// arrange puts declarations first, and statements into a function.
func arrange(snippet, around string) string {
	var above, body []string
	chunk := ""
	for _, part := range regexp.MustCompile(`\n\n+`).Split(strings.TrimSpace(snippet), -1) {
		chunk += part + "\n\n"
		switch {
		case parses("package p\n" + chunk):
			above = append(above, chunk)
		case parses("package p\nfunc _() {\n" + chunk + "}"):
			body = append(body, chunk)
		default:
			continue
		}
		chunk = ""
	}
	if chunk != "" {
		log.Fatalf("neither declarations nor statements:\n%s", snippet)
	}
	res := strings.Join(above, "")
	if len(body) > 0 {
		res += function(strings.Join(body, ""), around)
	}
	return res
}

func parses(source string) bool {
	_, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
	return err == nil
}

// function makes a function of statements. What follows a fragment may use what it declares, and may return.
func function(body, around string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc _() {\n"+body+"}", 0)
	check(err)
	list := file.Decls[0].(*ast.FuncDecl).Body.List
	rest := ""
	if _, ends := list[len(list)-1].(*ast.ReturnStmt); !ends {
		for _, name := range locals(list) {
			rest += "_ = " + name + "\n"
		}
		rest += "panic(\"and so on\")\n"
	}
	if around == "" {
		around = []string{"()", "() error", "() (any, error)"}[results(list)]
	}
	return "func _" + around + " {\n" + body + rest + "}\n"
}

// locals are the variables that these statements declare, those of inner blocks excepted.
func locals(list []ast.Stmt) (res []string) {
	for _, stmt := range list {
		switch stmt := stmt.(type) {
		case *ast.AssignStmt:
			for _, it := range stmt.Lhs {
				if name, ok := it.(*ast.Ident); ok && stmt.Tok == token.DEFINE && name.Name != "_" {
					res = append(res, name.Name)
				}
			}
		case *ast.DeclStmt:
			for _, spec := range stmt.Decl.(*ast.GenDecl).Specs {
				if _, ok := spec.(*ast.ValueSpec); ok {
					res = append(res, names(spec)...)
				}
			}
		}
	}
	return res
}

// results is how many values these statements return.
func results(list []ast.Stmt) (res int) {
	for _, stmt := range list {
		ast.Inspect(stmt, func(node ast.Node) bool {
			if it, ok := node.(*ast.ReturnStmt); ok {
				res = max(res, len(it.Results))
			}
			_, inner := node.(*ast.FuncLit)
			return !inner
		})
	}
	return res
}

// analyse tells which names source uses without declaring them, and what it declares.
func analyse(source string) (free, declared, methods map[string]bool) {
	free, declared, methods = map[string]bool{}, map[string]bool{}, map[string]bool{}
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+source, 0)
	if err != nil {
		log.Fatalf("%v:\n%s", err, source)
	}
	for _, it := range file.Unresolved {
		free[it.Name] = true
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Recv != nil {
				methods[receiver(decl)+"."+decl.Name.Name] = true
				free[receiver(decl)] = true
			} else {
				declared[decl.Name.Name] = true
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				for _, name := range names(spec) {
					declared[name] = true
				}
			}
		}
	}
	return free, declared, methods
}

func declaredBy(source string) []string {
	_, declared, _ := analyse(source)
	return sorted(declared)
}

// write imports what source selects from and the package does not declare.
func write(path, source string, scopes []*scope, declared map[string]bool) {
	file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+source, 0)
	check(err)
	free := map[*ast.Ident]bool{}
	for _, it := range file.Unresolved {
		free[it] = true
	}
	imports := map[string]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		if it, ok := node.(*ast.SelectorExpr); ok {
			if name, ok := it.X.(*ast.Ident); ok && free[name] && !declared[name.Name] {
				imports[name.Name] = true
			}
		}
		return true
	})
	text := "package p\n\n"
	for _, name := range sorted(imports) {
		for _, scope := range scopes {
			if path, ok := scope.imports[name]; ok {
				text += fmt.Sprintf("import %s %q\n", name, path)
				break
			}
		}
	}
	check(os.WriteFile(path, []byte(text+"\n"+source), 0o644))
}

// vendor makes each folder of stubs a package that OUT can import.
func vendor(out string) {
	packages := map[string][]string{} // by module
	check(filepath.WalkDir("stubs", func(path string, entry os.DirEntry, err error) error {
		check(err)
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		name, err := filepath.Rel("stubs", filepath.Dir(path))
		check(err)
		name = filepath.ToSlash(name)
		text, err := os.ReadFile(path)
		check(err)
		to := filepath.Join(out, "vendor", name)
		check(os.MkdirAll(to, 0o755))
		check(os.WriteFile(filepath.Join(to, filepath.Base(path)), text, 0o644))
		packages[module(name)] = append(packages[module(name)], name)
		return nil
	}))
	mod, list := "module remedies\n\ngo 1.24\n\n", ""
	for path, names := range packages {
		version := "v1.0.0"
		if major := regexp.MustCompile(`[./](v[0-9]+)$`).FindStringSubmatch(path); major != nil {
			version = major[1] + ".0.0"
		}
		mod += fmt.Sprintf("require %s %s\n", path, version)
		list += fmt.Sprintf("# %s %s\n## explicit; go 1.24\n%s\n", path, version, strings.Join(names, "\n"))
	}
	check(os.WriteFile(filepath.Join(out, "go.mod"), []byte(mod), 0o644))
	check(os.WriteFile(filepath.Join(out, "vendor", "modules.txt"), []byte(list), 0o644))
}

// module is the package itself, except that no module may be named v1, as packages of Kubernetes are.
func module(name string) string {
	if parts := strings.Split(name, "/"); parts[0] == "k8s.io" {
		return "k8s.io/" + parts[1]
	}
	return name
}

func sorted(set map[string]bool) (res []string) {
	for name := range set {
		res = append(res, name)
	}
	sort.Strings(res)
	return res
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
