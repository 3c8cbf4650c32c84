import {Parser,Lexer,Composer,parseDocument} from 'yaml'
const T=(n,f)=>{const t=performance.now();let r;try{r=f()}catch(e){r='THROW '+String(e.message).slice(0,80)};console.log(n,(performance.now()-t).toFixed(0)+'ms',r)}
const N=100000
const lexOnly=(s)=>{let c=0;for(const l of new Lexer().lex(s))c++;return c}
const guard=(s)=>{const p=new Parser();let d=0;for(const l of new Lexer().lex(s)){for(const t of p.next(l));if(p.stack.length>d)d=p.stack.length;if(d>200)return 'deep'};for(const t of p.end());return d}
const cases={flow:'a: '+'['.repeat(N),flowmap:'{a: '.repeat(N),seq:'- '.repeat(N)+'x',q:'? '.repeat(N)+'x',open:'['.repeat(N)+']'.repeat(N),indent:Array.from({length:2000},(_,i)=>' '.repeat(i)+'a:').join('\n'),
 anchors:'&a '.repeat(N)+'x', tags:'!a '.repeat(N), keys:'a: '.repeat(N), quotes:'"'.repeat(N), long:'a: '+'x '.repeat(4e6), lines:'a: x\n'+'  y\n'.repeat(1e6), stars:'- *a\n'.repeat(N), nl:'\n'.repeat(4e6), hash:'#\n'.repeat(2e6), comments:'a: 1\n'+' #\n'.repeat(N), comma:'['+','.repeat(N)+']', map16:Array.from({length:400000},(_,i)=>`k${i}: v`).join('\n'), dash:'---\n'.repeat(N), pct:'%YAML 1.2\n'.repeat(N), tabs:'\t'.repeat(1e6), blocks:'a: |\n'+'  y\n'.repeat(1e6), dq:'a: "'+'x\n '.repeat(1e6)+'"', dqesc:'a: "'+'\\n'.repeat(1e6)+'"',plainml:'a:\n'+' b\n'.repeat(1e6), colon:'a'+':'.repeat(N), emptyitems:'-\n'.repeat(N*3)}
for(const [k,s] of Object.entries(cases)){ if(process.argv[2]&&process.argv[2]!==k)continue; T(k+' guard '+(s.length/1e6).toFixed(1)+'MB',()=>guard(s));}
